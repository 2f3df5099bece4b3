"""What this product knows beforehand: sectors, CPV, structures and their law, territories, conditions, access.

Facts and wording stand in ``data/``; each module gives one noun a small typed face.
"""
