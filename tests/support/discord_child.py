"""``python -m bot`` in a process of its own, against a loopback server.

LOOPBACK_DISCORD=http://127.0.0.1:PORT python -m tests.support.discord_child run discord
"""

from __future__ import annotations

import os
import runpy

from tests.support.discord_client import point_client

if __name__ == "__main__":
    point_client(os.environ["LOOPBACK_DISCORD"])
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
