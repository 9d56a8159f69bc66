"""What every page without a program has in common: templates that escape, a policy that permits one style sheet."""

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined


def still_environment(package: str) -> Environment:
    """Return the environment of the templates that lie in a package: escaped, and strict about names."""
    return Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def content_policy(styles: str) -> str:
    """Return a policy that lets a page do nothing but wear this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
