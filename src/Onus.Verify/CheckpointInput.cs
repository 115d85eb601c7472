using Onus.Log.Notes;

namespace Onus.Verify;

/// <summary>Reads checkpoint files.</summary>
internal static class CheckpointInput
{
    public static SignedCheckpoint Read(FileInfo file) =>
        SignedCheckpoint.TryParse(InputFile.Read(file, SignedNote.MaxSize), out var signed, out var error)
            ? signed
            : throw new Refusal($"{file} is no checkpoint: {error}");
}
