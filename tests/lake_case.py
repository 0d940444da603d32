"""A small case whose verdicts rest on few statements and sources, as text."""

LAKE = """\
redlines: 1
title: A lake
as_of: 2025-01-01
parties: {north: {title: North}, south: {title: South}, east: {title: East}}
issues:
  level:
    over: [bay, river]
    scale: {low: low, mid: mid, high: high}
  toll:
    options: {free: free, paid: paid}
positions:
  north:
    - {id: A-1, said: 2024-01-01, basis: leader, sources: [S1], refuses: {level: {at_least: mid}}}
    - {id: A-2, said: 2024-01-02, basis: leader, sources: [S2], demands: {toll: free}}
    - {id: A-3, said: 2024-01-03, basis: law, sources: [S1, S3], refuses: {toll: paid}}
  south:
    - {id: B-1, said: 2024-01-01, basis: leader, sources: [S2], refuses: {level: low}}
    - {id: B-2, said: 2024-01-02, basis: leader, sources: [S4], demands: {level: high}}
    - {id: B-3, said: 2024-01-03, basis: leader, sources: [S3], refuses: {toll: free}}
    - {id: B-4, said: 2024-01-04, basis: leader, sources: [S3, S5], refuses: {toll: free}}
  east:
    - {id: C-1, said: 2024-01-01, basis: leader, sources: [S1], refuses: {level: any}}
"""
