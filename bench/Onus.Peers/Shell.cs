using System.Diagnostics;

namespace Onus.Peers;

/// <summary>Runs the programs that come with PostgreSQL.</summary>
internal static class Shell
{
    private const string ServerUser = "postgres";

    /// <summary>PostgreSQL refuses to run as root: then everything of it runs as its own user.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts a program, as the server's user where this is root.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        info.FileName = IsRoot ? "runuser" : program;
        if (IsRoot) foreach (var word in (string[])["-u", ServerUser, "--", program]) info.ArgumentList.Add(word);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        return Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start");
    }

    /// <summary>Runs a program to its end and answers what it printed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {error.Result.Trim()}");
    }

    /// <summary>Gives a directory to the server's user, where this is root.</summary>
    public static void HandOver(string directory)
    {
        if (!IsRoot) return;
        using var process = Process.Start("chown", ["-R", ServerUser, directory]);
        process.WaitForExit();
    }
}
