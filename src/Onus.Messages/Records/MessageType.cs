using System.Globalization;

namespace Onus.Messages;

/// <summary>What a message is for.</summary>
public enum MessageFamily
{
    /// <summary>pacs.008: one institution sends customers' money to another.</summary>
    CreditTransfer,

    /// <summary>pain.001: a customer asks an institution to send money.</summary>
    Initiation,

    /// <summary>pacs.002: what became of payments.</summary>
    StatusReport,

    /// <summary>pacs.004: money comes back.</summary>
    Return,

    /// <summary>camt.056: a payment is recalled.</summary>
    Recall,

    /// <summary>camt.029: what became of a recall.</summary>
    Resolution,

    /// <summary>camt.053: an account's entries and balances over a period.</summary>
    Statement,

    /// <summary>camt.054: single entries of an account as they happen.</summary>
    Notification,
}

/// <summary>A message definition of ISO 20022 in one of its versions, such as <c>pacs.008.001.08</c>.</summary>
/// <param name="Family">What the message is for.</param>
/// <param name="Version">The version, the last part of the name.</param>
public readonly record struct MessageType(MessageFamily Family, int Version)
{
    private const string Prefix = "urn:iso:std:iso:20022:tech:xsd:";

    internal static IReadOnlyList<MessageShape> Shapes { get; } =
    [
        new(MessageFamily.CreditTransfer, "pacs.008", 2, 13, "FIToFICstmrCdtTrf", null, "CdtTrfTxInf"),
        new(MessageFamily.Initiation, "pain.001", 3, 12, "CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf"),
        new(MessageFamily.StatusReport, "pacs.002", 3, 15, "FIToFIPmtStsRpt", null, "TxInfAndSts"),
        new(MessageFamily.Return, "pacs.004", 2, 14, "PmtRtr", null, "TxInf"),
        new(MessageFamily.Recall, "camt.056", 1, 11, "FIToFIPmtCxlReq", "Undrlyg", "TxInf"),
        new(MessageFamily.Resolution, "camt.029", 3, 13, "RsltnOfInvstgtn", "CxlDtls", "TxInfAndSts"),
        new(MessageFamily.Statement, "camt.053", 2, 13, "BkToCstmrStmt", "Stmt", "Ntry"),
        new(MessageFamily.Notification, "camt.054", 2, 13, "BkToCstmrDbtCdtNtfctn", "Ntfctn", "Ntry"),
    ];

    /// <summary>The name, such as <c>pacs.008.001.08</c>.</summary>
    public string Name => $"{Shape.Code}.001.{Version.ToString("D2", CultureInfo.InvariantCulture)}";

    /// <summary>The namespace of its <c>Document</c>.</summary>
    public string Namespace => Prefix + Name;

    /// <summary>Whether its schema is at hand; otherwise only the rules of usage are checked.</summary>
    public bool HasSchema => Schemas.SchemaCatalog.Find(Namespace) is not null;

    internal MessageShape Shape => Shapes[(int)Family];

    /// <summary>Finds the message of a namespace.</summary>
    public static bool TryFind(string @namespace, out MessageType type)
    {
        type = default;
        if (!@namespace.StartsWith(Prefix, StringComparison.Ordinal) || @namespace.Length != Prefix.Length + 15)
            return false;
        var name = @namespace.AsSpan(Prefix.Length);
        foreach (var shape in Shapes)
        {
            if (!name.StartsWith(shape.Code, StringComparison.Ordinal)
                || !name[8..].StartsWith(".001.", StringComparison.Ordinal)) continue;
            if (!int.TryParse(name[13..], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                return false;
            type = new MessageType(shape.Family, version);
            return version >= shape.FirstVersion && version <= shape.LastVersion;
        }

        return false;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Where the transactions of a message stand.</summary>
/// <param name="Family">The family.</param>
/// <param name="Code">The first two parts of the name.</param>
/// <param name="FirstVersion">The first version that is read.</param>
/// <param name="LastVersion">The last version that is read.</param>
/// <param name="Root">The element in <c>Document</c>.</param>
/// <param name="Group">The element around transactions, where there is one.</param>
/// <param name="Transaction">The element of one transaction.</param>
internal sealed record MessageShape(
    MessageFamily Family, string Code, int FirstVersion, int LastVersion, string Root, string? Group, string Transaction);
