"""What leaves the house: pages, workbooks, graph files; all drawn from a Release."""
