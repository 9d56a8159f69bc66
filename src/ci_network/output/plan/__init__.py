"""The engagement plan as pages: what to do, month by month, and a sheet for each member."""

from ci_network.output.plan.build import plan_files, write_plan

__all__ = ["plan_files", "write_plan"]
