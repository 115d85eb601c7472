using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Onus.Cli.Tests.Serving;

/// <summary>A real <c>onus up</c> process on a folder.</summary>
internal sealed class UpProcess : IDisposable
{
    private readonly Process _process;

    private UpProcess(Process process, Uri address, IReadOnlyList<string> said) => (_process, Address, Said) = (process, address, said);

    public Uri Address { get; }

    /// <summary>What it printed until it was ready.</summary>
    public IReadOnlyList<string> Said { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<UpProcess> StartAsync(string folder, int port, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "onus.exe" : "onus");
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var process = Process.Start(new ProcessStartInfo(program, ["up", "--data", folder, "--urls", url, .. more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("ready: ", StringComparison.Ordinal)) return new UpProcess(process, new Uri(url), said);
        }

        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        throw new InvalidOperationException($"onus up ended: {string.Join(" | ", said)} {error}");
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as an operator or a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
