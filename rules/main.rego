# METADATA
# description: The one entrypoint. What each rule reports, by the name of its package.
package iamlint

findings[name] := data.iamlint.rules[name].report
