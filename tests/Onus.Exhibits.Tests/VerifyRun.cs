using Onus.Log.Exhibits;
using Onus.Verify;

namespace Onus.Exhibits.Tests;

/// <summary>What the verifier, run on an exhibit, printed and how it ended.</summary>
internal sealed record VerifyRun(int ExitCode, string Output)
{
    public const int Proven = 0, Refuted = 1, BadInput = 2, SelfConsistent = 5;

    /// <summary>Verifies these members as an archive.</summary>
    public static Task<VerifyRun> OfAsync(IReadOnlyList<ArchiveMember> members, params string[] arguments) =>
        OfArchiveAsync(StoredZip.Write(members), arguments);

    public static async Task<VerifyRun> OfArchiveAsync(byte[] archive, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"onus-exhibit-{Guid.NewGuid():n}.zip");
        await File.WriteAllBytesAsync(file, archive);
        try
        {
            return await OfAsync(["exhibit", file, .. arguments]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<VerifyRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var exit = await VerifyCommand.RunAsync(arguments, output, output);
        return new VerifyRun(exit, output.ToString());
    }
}
