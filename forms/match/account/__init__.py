"""What a reading came to: what of the form is missing, and what of the files was left."""

from forms.match.account.accounts import Account, Left, account

__all__ = ["Account", "Left", "account"]
