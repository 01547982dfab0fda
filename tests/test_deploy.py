"""Dockerfile, compose.yaml and the systemd unit agree with the program and with each other."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.platform import heartbeat
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNIT = ROOT / "deploy" / "footnote.service"
STATE = "/var/lib/footnote"


def unit() -> dict[str, str]:
    """The service's settings; where a key comes twice, the last."""
    parser = configparser.RawConfigParser(strict=False, inline_comment_prefixes=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, encoding="utf-8")
    return dict(parser["Service"])


def test_everything_that_is_copied_exists() -> None:
    """Each file that the image copies is in the repository, and let through by .dockerignore."""
    let = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in let


def test_image_leaves_secrets_outside() -> None:
    """Nothing gets into the image but what is named, and .env is not."""
    let = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in let
    assert not [line for line in let if ".env" in line and line.startswith("!")]


def test_image_runs_without_rights() -> None:
    """The last stage ends as a user who is not root, and packages are checked by hash."""
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert "--require-hashes" in DOCKERFILE


def check(state: Path) -> int:
    """Run the image's health check on a state folder; 0 is healthy."""
    found = re.search(r"HEALTHCHECK .*?CMD (\[.*?\])\n", DOCKERFILE.replace("\\\n", ""), re.DOTALL)
    assert found is not None
    command: list[str] = json.loads(found[1])
    assert STATE in command[-1]
    command[-1] = command[-1].replace(STATE, str(state))
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own Dockerfile


@pytest.mark.skipif(os.name == "nt", reason="the image is Linux")
def test_health_check_looks_at_the_heartbeats(tmp_path: Path) -> None:
    """Healthy: there is a heartbeat and none is old; several beats may be missed."""
    assert check(tmp_path)
    beats = [tmp_path / f"{name}{heartbeat.SUFFIX}" for name in ("discord", "telegram")]
    for file in beats:
        file.touch()
    assert check(tmp_path) == 0
    missed = time.time() - 3 * heartbeat.EVERY
    os.utime(beats[0], (missed, missed))
    assert check(tmp_path) == 0
    os.utime(beats[0], (missed - 600, missed - 600))
    assert check(tmp_path)


def test_compose_fits_the_image() -> None:
    """The facts' folder is mounted where the image looks, the state where the program writes."""
    service = COMPOSE["services"]["footnote"]
    workdir = re.findall(r"^WORKDIR (.+)$", DOCKERFILE, re.MULTILINE)[-1]
    assert f"./facts:{workdir}:ro" in service["volumes"]
    assert f"state:{STATE}" in service["volumes"]
    assert service["environment"]["STATE_FOLDER"] == STATE
    assert service["env_file"] == ".env"
    assert service["read_only"]


def test_unit_stops_on_wrong_settings_alone() -> None:
    """Exit code 2 is not started again, a crash is; the bot gets SIGTERM and time to finish."""
    service = unit()
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == "2"
    assert service["KillSignal"] == "SIGTERM"


def test_unit_is_valid() -> None:
    """Systemd knows every setting of the unit."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd here")
    done = subprocess.run(  # noqa: S603 - systemd's own tool
        [analyze, "verify", str(UNIT)], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "footnote.service" in line]
    assert [line for line in said if "is not executable" not in line] == []
