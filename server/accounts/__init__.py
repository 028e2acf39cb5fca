"""Accounts without names: devices, their keys and their sessions."""
