"""`Refusal`: the errors whose words are for whoever asked."""


class Refusal(ValueError):
    """What was asked cannot be done; the message says why. The page shows it, and of any other error no word."""
