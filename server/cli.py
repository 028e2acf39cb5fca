"""The `tolv` command. Each command's code is loaded only when it is asked for."""

import os
from collections.abc import Callable
from importlib import import_module

import click

from server.i18n import gettext as _
from server.i18n import speaking

TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")  # what names the language of a terminal, first one first

# name: where its command is, and what it does
COMMANDS: dict[str, tuple[str, Callable[[], str]]] = {
    "report": ("server.exchange.command:report", lambda: _("Make the report from a file, without a server.")),
    "serve": ("server.serving:serve", lambda: _("Serve the diary to browsers and phones.")),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, does()) for name, (_place, does) in COMMANDS.items()])


def main() -> None:
    """Run `tolv` in the language of the terminal."""
    with speaking(
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    ):
        tolv = _Commands(
            "tolv", help=_("Tolv keeps a diary of B12 treatment and makes the clinician's report.")
        )
        tolv.main()
