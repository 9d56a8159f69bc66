"""The report page: one document that holds everything it needs, for reading and for printing."""

from ci_network.output.report.build import build_report

__all__ = ["build_report"]
