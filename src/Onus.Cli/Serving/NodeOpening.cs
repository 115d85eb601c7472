using Onus.Log.Notes;
using Onus.Server;

namespace Onus.Cli.Serving;

/// <summary>Opens the node of a folder for the verbs that need a whole one.</summary>
internal static class NodeOpening
{
    public const string PassphraseVariable = "ONUS_PASSPHRASE";

    /// <summary>Opens it; a new one in a folder that is empty or not there.</summary>
    /// <exception cref="NodeException">It cannot be opened.</exception>
    public static Node Open(DirectoryInfo folder, string? origin, Action<string> warn)
    {
        var isNew = !Directory.Exists(folder.FullName) || !Directory.EnumerateFileSystemEntries(folder.FullName).Any();
        return Node.Open(new NodeOptions
        {
            Folder = folder.FullName,
            NewOrigin = isNew ? Log.LogDirectory.CheckOrigin(origin ?? DefaultOrigin()) : null,
            Passphrase = Environment.GetEnvironmentVariable(PassphraseVariable),
            Warn = warn,
        });
    }

    private static string DefaultOrigin()
    {
        var name = $"{Environment.MachineName.ToLowerInvariant()}/onus";
        return KeyName.IsValid(name) ? name : "localhost/onus";
    }
}
