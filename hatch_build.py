"""Build the phone app and the languages when the wheel is made, so that whoever installs it needs no Node."""

import os
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PhoneAppBuildHook(BuildHookInterface):
    """Runs only for a real wheel: an editable install uses what ./dev build leaves in build/."""

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable":
            return
        self._call(sys.executable, "-m", "locales.messages", "compile")
        self._call("npm", "ci", "--silent")
        self._call("npm", "run", "build", "--silent")
        build_data["force_include"] |= {"build/pwa": "server/_pwa", "manifest.json": "server/manifest.json"}
        build_data["force_include"] |= {
            str(path.relative_to(self.root)): f"server/{path.relative_to(self.root)}"
            for path in Path(self.root, "locales").glob("*/LC_MESSAGES/messages.mo")
        }

    def _call(self, *command: str) -> None:
        here = Path(sys.executable).parent
        path = f"{here}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(command, cwd=self.root, env={**os.environ, "PATH": path}, check=True)
