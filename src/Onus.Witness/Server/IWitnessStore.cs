using Onus.Log.Notes;

namespace Onus.Witness.Server;

/// <summary>What a witness must never forget: for each log, the last checkpoint that it cosigned.</summary>
public interface IWitnessStore
{
    /// <summary>The last checkpoint of this log, with its cosignatures; null when none was ever stored.</summary>
    SignedCheckpoint? Latest(string origin);

    /// <summary>Replaces the last checkpoint of its log. When this returns, no crash can undo it.</summary>
    /// <exception cref="IOException">It is not known whether the checkpoint is durable.</exception>
    void Store(SignedCheckpoint cosigned);
}
