"""Reads files; every row ends in the ledger: used, or set aside with a reason."""
