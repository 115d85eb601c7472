namespace Onus.Client.Contracts;

/// <summary>Some rows of an answer, and where to go on.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows; a page may be short, or empty, and still have a next one.</param>
/// <param name="Next">The cursor of the next page; null after the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
