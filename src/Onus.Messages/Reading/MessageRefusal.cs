namespace Onus.Messages;

/// <summary>One reason why a file, a message or a transaction is refused, and where it stands.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Path">The element, such as <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[17]/IntrBkSttlmAmt</c>.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Column">The column in the line, from 1.</param>
/// <param name="Detail">What is wrong, in words; no names, no account numbers.</param>
public sealed record MessageRefusal(IsoRule Rule, string Path, int Line, int Column, string Detail);
