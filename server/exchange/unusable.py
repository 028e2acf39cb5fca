"""The one error of this room that a person reads."""


class Unusable(Exception):  # noqa: N818
    """The file or what was asked of it cannot be used; its text is a sentence in the person's language."""
