namespace Onus.Ledger;

/// <summary>Some rows of an answer, and where to go on.</summary>
/// <remarks>A page may be short, or empty, and still have a next one: each does a bounded amount of work. What there was
/// when the query began is in exactly one page; what came later may be in none.</remarks>
/// <typeparam name="T">A row.</typeparam>
/// <typeparam name="TCursor">Where to go on.</typeparam>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where to go on; null after the last page.</param>
public sealed record QueryPage<T, TCursor>(IReadOnlyList<T> Rows, TCursor? Next);
