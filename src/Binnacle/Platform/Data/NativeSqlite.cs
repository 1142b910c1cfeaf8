using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Binnacle.Platform.Data;

/// <summary>
/// SQLite through the operating system's own library where there is one (the distribution patches it), else the bundled
/// one. Call once before the first connection.
/// </summary>
internal static class NativeSqlite
{
    private static readonly Lock Gate = new();
    private static bool ready;

    public static void Load()
    {
        lock (Gate)
        {
            if (ready)
                return;
            ready = true;
            // Microsoft.Data.Sqlite asks for a newer SQLitePCLRaw.core than the registry holds; the surface it uses is the same.
            AssemblyLoadContext.Default.Resolving += static (context, name) =>
                name.Name is "SQLitePCLRaw.core"
                    ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
                    : null;
            Start();
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Start()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            static (name, assembly, path) =>
                name is "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system
                : NativeLibrary.TryLoad(name, assembly, path, out var bundled) ? bundled
                : 0
        );
        SQLitePCL.Batteries_V2.Init();
    }
}
