"""The limits under which a document is opened, by the name that users import them by."""

from plandocs.container.limits import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "Limits"]
