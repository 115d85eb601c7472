namespace Onus.Verify;

/// <summary>Reads the files that a command line names.</summary>
internal static class InputFile
{
    /// <summary>The whole file.</summary>
    /// <exception cref="Refusal">It is not there, cannot be read, or is larger than the limit.</exception>
    public static byte[] Read(FileInfo file, int limit)
    {
        try
        {
            if (!file.Exists) throw new Refusal($"there is no file {file}", ExitCode.Unavailable);
            if (file.Length > limit) throw new Refusal($"{file} has {file.Length} bytes; at most {limit} are possible");
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal($"{file} cannot be read: {e.Message}", ExitCode.Unavailable);
        }
    }
}
