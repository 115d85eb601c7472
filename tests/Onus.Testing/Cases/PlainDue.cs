using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Testing.Cases;

/// <summary>Something falls due.</summary>
/// <param name="At">When.</param>
/// <param name="Case">In which case.</param>
/// <param name="Step">The step that the clock takes; the request for a question.</param>
/// <param name="Cause">The state's clock, the law's, or silence.</param>
/// <param name="Request">The entry that asked; 0 for the case's own clocks.</param>
public sealed record PlainDue(LogTime At, ulong Case, int Step, FiringCause Cause, ulong Request);
