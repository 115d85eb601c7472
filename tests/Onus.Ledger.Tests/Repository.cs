namespace Onus.Ledger.Tests;

/// <summary>Where the checkout is: the folder above the test that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Onus.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside a checkout");
        return folder.FullName;
    }
}
