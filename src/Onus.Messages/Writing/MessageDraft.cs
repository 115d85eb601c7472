namespace Onus.Messages;

/// <summary>The head of a message that is to be written.</summary>
/// <param name="Id">Its id, at most 35 characters.</param>
/// <param name="Made">When it was made.</param>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who gets it.</param>
public sealed record MessageDraft(string Id, IsoDateTime Made, IsoAgent? From, IsoAgent? To);
