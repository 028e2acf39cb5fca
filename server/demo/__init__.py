"""An example patient, made up and the same each time, for whoever wants to see Tolv with two years in it."""

from server.i18n import gettext as _


def addresses(port: int) -> list[str]:
    """Return the lines that tell where to find her when the server runs on this port."""
    here = f"http://localhost:{port}/demo"
    return [
        _("Example patient, as on her phone: %(address)s", address=f"{here}/patient"),
        _("Her report, as her clinician reads it: %(address)s", address=f"{here}/report"),
    ]
