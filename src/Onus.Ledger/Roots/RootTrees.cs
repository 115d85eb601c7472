namespace Onus.Ledger.Roots;

/// <summary>The sum-trees of all books as of the last root, and the hashers that bring them up to date.</summary>
internal sealed class RootTrees
{
    private readonly List<BookTree> _books = [];

    public RootTrees() => Buckets = new BucketHasher(Nodes);

    public NodeHasher Nodes { get; } = new();

    public BucketHasher Buckets { get; }

    /// <summary>The tree of a book, by its number.</summary>
    public BookTree Of(int book)
    {
        while (_books.Count <= book) _books.Add(new BookTree());
        return _books[book];
    }
}
