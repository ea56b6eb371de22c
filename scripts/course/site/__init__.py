"""What the site needs besides its pages: scripts and styles, policy, search. No MkDocs here."""
