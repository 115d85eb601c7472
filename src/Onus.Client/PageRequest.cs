namespace Onus.Client;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Cursor">Where the page before ended; null for the first page.</param>
/// <param name="Limit">The most rows; null for as many as the node gives.</param>
public readonly record struct PageRequest(string? Cursor = null, int? Limit = null);
