"""The toolchain of the course: one source, many outputs.

Data runs one way: `course.source` reads Markdown and YAML into the frozen model of
`course.model`; `course.checks` and every output read that model. Only `course.plugin`
imports MkDocs.
"""
