"""Files handed out."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

CALENDAR = "text/calendar; charset=utf-8"
JSON = "application/json"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, kind: str, name: str) -> Response:
    """``content`` as a file to keep under ``name``."""
    return send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)
