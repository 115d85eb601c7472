using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A report or a notice that is owed, or was.</summary>
/// <param name="Entry">The entry that caused it.</param>
/// <param name="Place">Its place in that entry: with it, its name.</param>
/// <param name="Kind"><c>Report</c>, <c>Notice</c> or <c>Review</c>.</param>
/// <param name="Case">The case.</param>
/// <param name="Title">What is owed, in words.</param>
/// <param name="To">To whom: a regulator, a party.</param>
/// <param name="Regulator">Of a report, the origin of the regulator's own log.</param>
/// <param name="RegulatorIndex">Of a report, its index there.</param>
/// <param name="State"><c>Due</c>, <c>Overdue</c>, <c>Filed</c> or <c>Acknowledged</c>; of a notice <c>Due</c>, <c>Overdue</c>, <c>Sent</c>.</param>
/// <param name="Due">By when.</param>
/// <param name="DoneIn">The entry that filed or sent it; null while it is owed.</param>
/// <param name="AcknowledgedIn">The entry that acknowledged it; null while it is not.</param>
/// <param name="Document">The commitment to the document; null while there is none.</param>
public sealed record DutyView(
    ulong Entry, int Place, string Kind, ulong Case, string Title, string To, string? Regulator, ulong? RegulatorIndex, string State,
    LogTime Due, ulong? DoneIn, ulong? AcknowledgedIn, Hash256? Document);

/// <summary>A request to file a report, send a notice or acknowledge a report.</summary>
/// <param name="Content">The document, base64; it goes into the vault.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Signature">Of an acknowledgement, the regulator's own signature, base64; null for none.</param>
public sealed record DischargeRequest(string? Content = null, string MediaType = "text/plain", string? Signature = null);

/// <summary>A regulator's own log, for that regulator and its desk.</summary>
/// <param name="Regulator">The regulator's name.</param>
/// <param name="Origin">The origin of its log.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Due">How many reports are due.</param>
/// <param name="Overdue">How many are overdue.</param>
/// <param name="Filed">How many are filed and not acknowledged.</param>
/// <param name="Acknowledged">How many are acknowledged.</param>
public sealed record RegulatorView(
    string Regulator, string Origin, ulong Size, ulong Due, ulong Overdue, ulong Filed, ulong Acknowledged);
