using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>What duties and the keeping of evidence ask of the cases.</summary>
internal interface ICaseThreads
{
    /// <summary>The origin of the log, which signed statements name.</summary>
    string Origin { get; }

    /// <summary>A product version that was enacted; a case that was migrated has duties of an earlier one.</summary>
    EnactedProduct ProductOf(ulong enacted);

    /// <summary>A case as it stands.</summary>
    bool TryGet(ulong @case, out CaseThread thread);
}

/// <summary>A case as far as duties and the keeping of evidence need it.</summary>
/// <param name="Product">Its product version.</param>
/// <param name="Parties">For each party of the product the entry of its actor.</param>
/// <param name="ClosedAt">When it ended; null while it is open.</param>
/// <param name="NextLink">The link that the case's next entry carries.</param>
internal readonly record struct CaseThread(
    EnactedProduct Product, ImmutableArray<ulong> Parties, LogTime? ClosedAt, LineageLink NextLink);
