"""The server: one of many processes behind a proxy. `gunicorn --worker-class gevent wsgi:app`

gunicorn's worker has patched before it imports this; here it is only held to what is set (R16).
"""

import os

from workshop.doors import server
from workshop.settings import BadSetting, Settings

os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
try:
    settings = Settings.from_environment()
    named = "WORKSHOP_ASYNC_MODE" in os.environ
    mode = server.check_worker(settings.async_mode if named else None)
except (BadSetting, server.WrongServer) as wrong:
    server.refuse(wrong)

# After the check: what it imports binds to what is patched.
from workshop.doors.behind import open_app

app = open_app(settings)
