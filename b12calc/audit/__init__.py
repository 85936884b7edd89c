"""Whole practice lists through the same rules: one table of patients in, one row of answers for each out."""

from b12calc.audit.mapping import AuditMap, read_audit_map
from b12calc.audit.options import AuditCount, AuditOptions, Cancelled
from b12calc.audit.plain import audit_rows
from b12calc.audit.run import audit
from b12calc.audit.summary import Summary
from b12calc.audit.tables import refused_beside

__all__ = [
    "AuditCount",
    "AuditMap",
    "AuditOptions",
    "Cancelled",
    "Summary",
    "audit",
    "audit_rows",
    "read_audit_map",
    "refused_beside",
]
