using System.Text;
using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Copies;

/// <summary>Where the parts of a node, or of a copy of one, lie: the log with what is derived from it, and the vault's objects.</summary>
/// <param name="Log">The log's device.</param>
/// <param name="Vault">The device of the vault's objects; null for a log alone. The vault's keys are on another, which no
/// backup of the log reads.</param>
public sealed record NodeDevices(IStorageDevice Log, IStorageDevice? Vault);

/// <summary>A backup of a node: a log with everything that it was said to have up to a checkpoint, and the vault's objects, but
/// no key of anything.</summary>
public static class NodeBackup
{
    /// <summary>Brings a backup to where the node is now; the node may be running. Entries are hashed and signatures checked as
    /// they are copied; only what is new is copied.</summary>
    /// <param name="node">The node.</param>
    /// <param name="backup">The backup; empty at first.</param>
    /// <param name="expected">The log's key as it is known from elsewhere; null believes the node.</param>
    /// <param name="now">The time that the manifest states.</param>
    /// <exception cref="LogDamagedException">One of both is damaged, at a place that the exception names.</exception>
    /// <exception cref="InvalidDataException">The vault is another one, or the backup is damaged.</exception>
    /// <exception cref="IOException">A device fails.</exception>
    public static CopyResult Run(NodeDevices node, NodeDevices backup, VerifierKey? expected, LogTime now)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(backup);
        using var copy = LogCopy.Open(backup.Log);
        var pieces = BackupManifest.Read(backup.Log)?.Vault.ToList() ?? [];
        DerivedFiles.Copy(node.Log, backup.Log);
        var result = copy.Pull(node.Log, expected);
        if (result.Outcome != CopyOutcome.Copied) return result;

        // The vault after the entries: what they commit to is there before they are.
        if (node.Vault is not null && backup.Vault is not null) pieces.AddRange(CopyVault(node.Vault, backup.Vault));
        var head = copy.Reader!.Head;
        new BackupManifest(now, copy.VerifierKey!, head.Size, head.Root, Encoding.UTF8.GetString(head.Checkpoint.Span), pieces).Write(backup.Log);
        return result;
    }

    /// <summary>Copies a backup into an empty place, where it can be restored or promoted, and compares it with its manifest.</summary>
    /// <returns>The manifest.</returns>
    /// <exception cref="LogDamagedException">The backup is damaged, at a place that the exception names.</exception>
    /// <exception cref="InvalidDataException">The backup is not what its manifest says.</exception>
    public static BackupManifest CopyBack(NodeDevices backup, NodeDevices node)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(node);
        var manifest = BackupManifest.Read(backup.Log) ?? throw new InvalidDataException($"{backup.Log.Location} holds no {BackupManifest.Name}: it is no backup, or was never finished");
        if (SegmentJournal.Exists(node.Log)) throw new InvalidDataException($"{node.Log.Location} holds a log already: restore into an empty directory");
        if (backup.Vault is { } vault) CheckVault(manifest, vault);
        using var copy = LogCopy.Open(node.Log);
        DerivedFiles.Copy(backup.Log, node.Log);
        var result = copy.Pull(backup.Log);
        if (result.Outcome != CopyOutcome.Copied) throw new InvalidDataException(result.Detail);
        if (copy.Reader!.Head.Size < manifest.Size || copy.Reader.Root(manifest.Size) != manifest.Root)
            throw new InvalidDataException($"the log in {backup.Log.Location} does not lead to the {manifest.Size} entries that {BackupManifest.Name} states");
        if (backup.Vault is not null && node.Vault is not null) CopyVault(backup.Vault, node.Vault);
        return manifest;
    }

    /// <summary>Copies what the vault's files, which only grow, have behind their copies.</summary>
    internal static IReadOnlyList<CopiedPiece> CopyVault(IStorageDevice source, IStorageDevice target) =>
        [.. source.List().Select(name => DeviceCopy.Grown(source, target, name)).OfType<CopiedPiece>()];

    private static void CheckVault(BackupManifest manifest, IStorageDevice vault)
    {
        foreach (var piece in manifest.Vault)
        {
            if (DeviceCopy.HashOf(vault, piece.File, piece.Start, piece.End) != piece.Sha256)
                throw new InvalidDataException($"{piece.File} in {vault.Location} is damaged between byte {piece.Start} and {piece.End}: it is not what was backed up");
        }
    }
}
