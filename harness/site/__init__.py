"""The site: every page that is made from runs and recorded evidence."""
