"""All boards of an organization, exported by workers on several machines.

    python -m org_export plan      # lists the boards
    python -m org_export work      # on each machine
    python -m org_export progress  # from anywhere

`docs/org-export.md` tells how it works, and what happens when something dies.
"""
