"""Words that carry grammar, politeness or the act of asking rather than a topic, by language.

They never count as informative: a phrasing and a question may differ in them freely. The lists are
ours, drawn from grammars and from how people open a question in a chat; written folded.
"""

from __future__ import annotations

from typing import Final

_SPELLED: Final = {
    "en": """
        a an the this that these those it its s he she they them their his her him we us our
        you your i me my mine who whom whose which what whats when where why how hows is are
        was were be been being am isnt arent wasnt do does did doing done dont doesnt didnt
        have has had having can could would should will shall may might must of in on at by
        for from to into with about as and or but if so than then there here not no yes any
        some all just also too very t re ve ll d m please pls plz tell say know explain
        wondering wonder curious hey hi hello guys folks thanks thank thx tho really
        actually exactly lol btw anyone someone somebody remember heard read much many teh
        wot dat article articles story something ok okay well um uh right like got get gonna
        u ur r im ive
    """,
    "it": """
        il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei
        degli delle dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall
        nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull e ed o od
        ma se che chi cui quale quali qual cosa cos come quando dove perche quanto quanta
        quanti quante questo questa questi queste quello quella quelli quelle quel c ci ce
        si mi ti vi ne me te lui lei loro noi voi io tu suo sua suoi sue mio mia sono era
        erano ero siamo sia sei essere stato stata stati ha hanno ho hai abbiamo avere aveva
        avevano fa fanno fare fatto puo possono potrebbe non no anche solo gia piu molto poi
        pero quindi allora ragazzi ciao salve scusa scusate grazie dimmi sapete sai qualcuno
        qualcosa vorrei volevo sapere capire spiegare spiegami articolo articoli storia
        insomma tipo boh davvero veramente proprio esattamente raga xche nn ke x
    """,
    "fr": """
        le la les l un une des de du d au aux a en dans sur sous par pour avec sans chez
        vers et ou mais si que qu qui quoi dont quel quelle quels quelles quand comment
        pourquoi combien est sont etait etaient sera serait suis es etre ete ont avoir avait
        avaient as ai c ce cet cette ces ca cela s se sa son ses leur leurs il elle ils
        elles on nous vous je j tu me m te t moi toi lui y n ne pas plus oui non aussi tres
        bien fait faire font peut peuvent pourrait estce salut bonjour bonsoir svp stp merci
        dis dites dire sais sait savoir savez quelqu quelque chose veux voudrais explique
        expliquer article articles histoire alors donc genre vraiment exactement jsp cest
        quil gens mdr bref
    """,
    "ar": """
        في من علي الي عن مع ب ل ك و ف ال ان انه انها او ثم لكن بل قد لقد لا ما ماذا لم لن هل
        هو هي هم هن نحن انا انت هذا هذه ذلك تلك هولا الذي التي الذين اللي كم كيف متي اين
        لماذا اي ايه ليه مين فين امتي ازاي ليش شو وش ايش شنو شنوه وين منو كيفاش علاش شكون
        واش فاش قديش اديش كان كانت يكون تكون كانوا ليس عند عندهم له لها لهم فيه فيها به بها
        منه منها عنه عنها عليه عليها هناك هنا كل بعض غير بين حول بعد قبل حتي اذا لو يا دي ده
        دا هاد هاي هيدا هال ديال بتاع تاع حق بدي عايز ابي ابغي اريد اعرف تعرف تعرفون حد احد
        ممكن سمحت شكرا مرحبا السلام عليكم اهلا يعني طيب والله صحيح فعلا بالضبط قول قولي قل
        المقال المقالات القصه موضوع شي بس
    """,
}

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split()) for language, words in _SPELLED.items()
}
