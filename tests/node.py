"""The scripts of the site without a page: what an expression gives in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

from tests.conftest import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "javascripts"


def evaluate(code: str, given: object = None, /, **modules: str) -> Any:
    """What an expression in JavaScript gives, by way of JSON.

    Args:
        code: the expression; `given` is the name of what is given to it, as JSON.
        given: anything that JSON can hold.
        modules: under each name the exports of a script of ours, such as `plan.js`, or of a
            package.
    """
    node = shutil.which("node")
    assert node, "Node.js is needed: run scripts/test"
    addresses: Mapping[str, str] = {
        name: (SCRIPTS / module).as_uri() if module.endswith(".js") else module
        for name, module in modules.items()
    }
    script = "".join(
        f"import * as {name} from {json.dumps(address)}\n" for name, address in addresses.items()
    )
    script += (
        "import { readFileSync } from 'node:fs'\n"
        "const given = JSON.parse(readFileSync(0, 'utf8'))\n"
        f"process.stdout.write(JSON.stringify({code}))"
    )
    done = subprocess.run(
        [node, "--no-warnings", "--input-type=module", "--eval", script],
        cwd=ROOT,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
