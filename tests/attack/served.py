"""How a server is started that all attacks may be tried on: few open files, short deadlines."""

from __future__ import annotations

import sys

from tests.attack import ATTACKS
from tests.attack.files import FILES

QUICK = {name: value for each in ATTACKS for name, value in each.needs.items() if "." in name}
LIMITED = (
    "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}));"
    "sys.argv = ['quickened']; runpy.run_module('tests.doors.quickened', run_name='__main__')"
)


def with_few_files() -> list[str]:
    return [sys.executable, "-c", LIMITED.format(files=FILES)]
