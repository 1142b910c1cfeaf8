using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>
/// Which files GitHub linguist counts in a repository's languages, by their path: written in a programming or markup language, and neither vendored,
/// documentation nor generated. linguist also reads contents; what only those tell is not known here, but for <see cref="IsScript"/>.
/// </summary>
public static partial class SourceFileRule
{
    private const string Extensions =
        "abap ada adb ads agda ahk as asax ascx asm asp aspx au3 awk bas bash bat bats bib bzl c c++ cc cgi cjs cl cls clj cljc cljs cmake cmd "
        + "cob coffee command cp cpp cr cs cshtml csh css csx ctp cu cxx d dart dpr e ebuild ec ecl ejs el elm eps erb erl es es6 ex "
        + "exs f f03 f08 f77 f90 f95 fcgi feature fish for frag fs fsi fsx ftl g4 gawk gd gemspec geom glsl go gohtml gp groovy gsp "
        + "gvy gyp gypi h h++ haml handlebars hbs hcl hh hpp hrl hs hta htm html hx hxx i inc inl ino ipynb ipp j jade java jbuilder jinja "
        + "jinja2 jl js jsb jsm jsp jss jst jsx jq kt kts ksh less lhs liquid lisp ll lsp ltx lua m m4 mak mako mjs mk ml mli mll "
        + "mly mm mod mq4 mustache mxml nim nix njk nsi nu numpy opa p6 pas pcss perl ph php php3 php4 php5 phps phpt phtml pig pike "
        + "pl pl6 plx pm podspec pov pp pro prolog ps ps1 psd1 psgi psm1 pug pure purs py py3 pyi pyw pyx pxd pxi q qml r rabl rake "
        + "rb rbi rbw rbx re rei rhtml rkt roff rs ru ruby s sass sbt sc scala scm scpt scss sed sh sh-session shader sjs sl slim sml sol sql "
        + "ss st sty styl sv svelte swift t tac tcl tcsh tex tf thor thrift tmpl tpl ts tsx twig txl v vala vapi vb vba vbs vert vhd vhdl vim "
        + "vue w wat watchr wsf wsgi x xht xhtml xi xm xq xquery xs xsl xslt xtend y yacc yy zig zsh 1 2 3 4 5 6 7 8 9";

    private const string Names =
        "Appraisals Berksfile Brewfile BUILD Buildfile buildfile Cakefile Capfile CMakeLists.txt configure.ac Containerfile cpanfile Dangerfile "
        + "Dockerfile Fastfile Gemfile GNUmakefile Guardfile Jakefile Justfile Kbuild Makefile makefile Makefile.am Makefile.in Makefile.PL "
        + "meson.build mkfile PKGBUILD Podfile Procfile Puppetfile Rakefile SConscript SConstruct Snakefile Thorfile Tiltfile WORKSPACE wscript "
        + ".bash_profile .bashrc .emacs .irbrc .profile .pryrc .vimrc .zshrc";

    private static readonly FrozenSet<string> SourceExtensions = Extensions
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> SourceNames = Names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a path that linguist counts.</summary>
    public static bool IsSource(string path) => IsWritten(path) && !IsLeftOut(path);

    /// <summary>True for a file without an extension that is a source file when <see cref="IsScript"/> holds for its content.</summary>
    public static bool MayBeScript(string path) =>
        !path[(path.LastIndexOf('/') + 1)..].Contains('.', StringComparison.Ordinal)
        && !IsWritten(path)
        && !IsLeftOut(path);

    /// <summary>True when the first line names an interpreter.</summary>
    public static bool IsScript(ReadOnlySpan<byte> content) => content.StartsWith("#!"u8);

    private static bool IsWritten(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return SourceNames.Contains(name) || (dot >= 0 && SourceExtensions.Contains(name[(dot + 1)..]));
    }

    private static bool IsLeftOut(string path) =>
        Vendored().IsMatch(path) || Documentation().IsMatch(path) || PathRule.IsGenerated(path);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        "^([Dd]ocs?|[Mm]an|[Ee]xamples|[Dd]emos?|[Ss]amples?)/|(^|/)([Dd]ocumentation|[Jj]avadoc|[Gg]roovydoc|inst/doc)/"
            + @"|(^|/)(CHANGE(S|LOG)?|CONTRIBUTING|COPYING|INSTALL|LICEN[CS]E|[Ll]icen[cs]e|README|[Rr]eadme)(\.|$)",
        Options
    )]
    private static partial Regex Documentation();

    [GeneratedRegex(
        @"^([Dd]ependencies|deps|debian)/|([Tt]hird|3rd)[-_]?[Pp]arty/"
            + @"|(^|/)(cache|dist|node_modules|bower_components|testdata|vendors?|[Ee]xtern(als?)?|Carthage|Sparkle|MathJax|admin_media|env"
            + @"|Godeps/_workspace|gradle/wrapper|[Tt]ests?/fixtures|[Ss]pecs?/fixtures|inst/extdata|docs?/_?(build|themes?|templates?|static)|\.github)/"
            + @"|(^|/)(configure|config\.(guess|sub)|gradlew(\.bat)?|mvnw(\.cmd)?|waf|fabfile\.py|cpplint\.py|erlang\.mk|Vagrantfile|Jenkinsfile)$"
            + @"|(^|/)(aclocal|libtool|ltoptions|ltsugar|ltversion)\.m4|[.-]min\.(js|css)$|\.d\.ts$|-vsdoc\.js$|\.intellisense\.js$"
            + @"|(^|/)(bootstrap[^/.]*(\..*)?|font-?awesome|foundation|normalize|skeleton|animate)\.(js|css|less|scss|styl)$|import\.(css|less|scss|styl)$"
            + @"|(^|/)(jquery[^.]*|jquery-\d\.\d+(\.\d+)?|jquery-ui(-\d\.\d+(\.\d+)?)?(\.\w+)?|jquery\.(ui|effects)\.[^.]*|prototype.*|effects|controls|dragdrop"
            + @"|dojo|MochiKit|yahoo-[^.]*|yui[^.]*|ckeditor|tiny_mce[^.]*|angular[^.]*|d3(\.v\d+)?[^.]*|react(-[^.]*)?|modernizr-.*|modernizr\.custom\..*|html5shiv)\.(js|css)$"
            + @"|(^|/)tiny_mce/(langs|plugins|themes|utils)|(^|/)[Cc]ode[Mm]irror/(lib|mode|theme|addon|keymap)",
        Options
    )]
    private static partial Regex Vendored();
}
