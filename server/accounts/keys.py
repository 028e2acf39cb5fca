"""The data key of an account: made at its opening, kept only wrapped, gone when the account is erased."""

from uuid import UUID

from flask import Flask, current_app
from sqlmodel import Session, select

from server.accounts.tables import DataKey
from server.vault import Vault, new_key

EXTENSION = "tolv.vault"


def attach(app: Flask, vault: Vault) -> None:
    app.extensions[EXTENSION] = vault


def vault() -> Vault:
    """Return the vault of the current Flask app."""
    kept: Vault = current_app.extensions[EXTENSION]
    return kept


def make_data_key(session: Session, vault: Vault, account_id: UUID) -> None:
    """Give a new account the key under which its records will be sealed."""
    session.add(DataKey(account_id=account_id, wrapped=vault.wrap(account_id, new_key())))


def data_key(session: Session, vault: Vault, account_id: UUID) -> bytes:
    """Return the key that seals this account's records.

    Raises NoResultFound where there is no account, Tampered if the wrapped key was changed.
    """
    wrapped = session.exec(select(DataKey.wrapped).where(DataKey.account_id == account_id)).one()
    return vault.unwrap(account_id, wrapped)
