"""What is measured: published instances, growth with size, and the rules of other tools as baselines."""
