namespace Onus.Ledger.Roots;

/// <summary>The sum-trees of all books as of the last root, and what bringing them up to date needs.</summary>
internal sealed class RootTrees : IDisposable
{
    private readonly List<BookTree> _books = [];

    public RootTrees() => Buckets = new BucketHasher(Nodes);

    public NodeHasher Nodes { get; } = new();

    public BucketHasher Buckets { get; }

    public BucketCopies Copies { get; } = new();

    /// <summary>The tree of a book, by its number.</summary>
    public BookTree Of(int book)
    {
        while (_books.Count <= book) _books.Add(new BookTree());
        return _books[book];
    }

    public void Dispose() => Copies.Dispose();
}
