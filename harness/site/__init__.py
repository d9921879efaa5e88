"""The site: pages made from runs and recorded evidence."""
