"""More than chance? Permutation tests, random networks, resampling and ERGM: draws as arrays, results as frames."""
