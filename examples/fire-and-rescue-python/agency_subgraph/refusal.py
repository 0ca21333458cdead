"""AC-13, AC-14: a refusal has a code and a reason, and reveals nothing."""

from . import CODE

SENTENCES = {
    "UNAUTHENTICATED": "This agency answers only calls that the hub has made for it.",
    "KEYS_UNAVAILABLE": "The hub's keys cannot be had at this moment.",
    "LOG_UNAVAILABLE": "The disclosure cannot be written down, so there is no answer.",
    "RATE_LIMITED": "There are too many calls at once.",
    "QUERY_TOO_LARGE": "The body is longer than 256 KiB.",
    "BAD_USER_INPUT": "This is not an operation of this schema.",
    "INTERNAL_SERVER_ERROR": "It failed.",
}


class Refusal(Exception):
    """A call that gets no data at all."""

    def __init__(self, reason: str, status: int = 401, code: str = "UNAUTHENTICATED") -> None:
        super().__init__(reason)
        self.reason, self.status, self.code = reason, status, code

    def body(self) -> dict:
        extensions = {"code": self.code, "reason": self.reason, "agency": CODE}
        return {"errors": [{"message": SENTENCES[self.code], "extensions": extensions}]}
