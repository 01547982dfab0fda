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

# How people write in dialect and in haste; drawn up by us, not from a list of others.
_CASUAL: Final = {
    "en": """
        aint ain yall yinz youse yous yez ye yo yep yeah yea yup naw aye finna wanna
        gotta hafta shoulda coulda woulda tryna boutta lemme gimme imma iont deadass
        lowkey highkey frfr bruh bro bruv dawg dese dere dey dinnae dinna cannae canna
        willnae wouldnae couldnae shouldnae didnae isnae wasnae doesnae och wis whit
        whaur hoo fae frae tae wiv wid gonnae gies hae oor nae naebody naething somethin
        sumfin summat sommat summink owt nowt nuffin nuthin nothin thee thy mesen nobbut
        sithee ey eyup ayup wor divvent divvnt dunna mek gorra gerra abaht wotcha
        whatcha whatchu whaddya innit izzit issit dunnit betcha gotcha didja dya couldya
        howzit wheres whos thats theres shes hes theyre youre weve youve youll wouldnt
        couldnt shouldnt cant hasnt havent werent didn doesn isn wasn aren couldn wouldn
        shouldn shur tis meself yerself feckin nuh inna pon yuh unnu unu cyaan caan
        likkle wagwan wetin abeg wey sef shey ehen oya shebi lah lor leh meh hor anot
        alamak walao yaar arre accha nahi bhai bru gday reckon idk idc afaik tbh ngl omg
        smh lmao lmk nvm wth wtf tysm thnx tnx plzz plis cuz coz cus bcoz becuz abt wut
        wots tldr ofc prolly defo srsly rly sry sorry heya hii howdy wassup kinda sorta
        lotta outta dunno gunna urs hav basically honestly anyways anyway anyhow
        whatever whatevs obviously apparently seriously genuinely hmm uhh erm eh huh oh
        ah geez blimey frickin xd sth
    """,
    "it": """
        sto sta sti ste stu ndo ao aho nun nu semo famme dimme dimmelo vojo pe quer
        quelo quela quarcuno quarcosa gnente armeno pure propio quanno quann chisto
        chesto chillo chille chesta chist chest chell pecche comm addo aro cca lloco
        nisciuno nisciun quaccosa songo simmo sapite sapit dicite dicitem facite vulesse
        vulevo aggio nuje ja ua accussi guaglio uagliu chistu chista chiddu chiddi cchiu
        cchi quannu comu pirchi iddu iddi nenti nuddu quarcunu sunnu sugnu hannu fannu
        vogghiu puru nta nto lu li mpare cumpa perce ghe cusa indue induve indove
        nialter minga mica pusse fioeu pota neh alora adess ga gho gavemo xe xera jera
        ze parche parcossa quei nialtri noialtri voialtri gnanca qualcossa calcossa
        qualchedun ostrega fioi dime dighe voria vorave soccmel eja ajo icche codesto
        codesta codesti codeste gl miha deh beh vabbe vabe vabbuo mbe embe bah uffa eh
        ehi ehm ehila uhm hmm cmq kmq comunque tt qlc qlcn qlcs qlcuno qlcsa qualke
        qualche xo xke xk perke pke tvb tvtb rega kosa kome qnd qndo qnt qnto dv ki qst
        qsto qsta qll qllo nnt grz plis perfavore cortesemente gentilmente buongiorno
        buonasera buondi bongiorno salvee ciaoo scusatemi scusami scusi ahah haha daje
        praticamente cioe diciamo sinceramente onestamente francamente letteralmente
        effettivamente ovviamente semplicemente ecco manco neanche nemmeno cosi ditemi
        spiegatemi chiedevo chissa
    """,
    "fr": """
        wesh wsh wallah walai frerot frr ouais ouai ouaip ouep mouais nope yep chais
        chepa jsais jsuis chuis chui chu chus jveux jvoulais jpense jcrois jcomprends
        jai javais jvais jaimerais yavait yaura yapas yatil cetait ckoi cquoi kil kils
        kel qq qqn qqch qqc qlq qlqn quelquechose questce kesse keske kesk keskil kesako
        kezako eske esque esk estceque estil dit mes ta carrement vrmt vraimen askip
        apparemment franchement honnetement sincerement litteralement concretement
        enfait enft effectivement evidemment simplement forcement voici hein bah faque
        fak faqu tse tsais icitte icite itou astheure asteure estie osti tabarnak crisse
        coudonc coudon ouin pantoute ptete ptet ptetre peutetre toutte queque quekun
        kekchose nousautres vousautres awel oufti nenni siteplait silteplait silvouplait
        siouplait steuplait steuple stpl svpp plait tcho salu voui deh weh akie fohi
        sinon pk pkoi pourkoi pquoi pcq pcqu psk pske paske parceque parcque pasque
        parce koi kwa koa kan qd kand komment cmt cmnt commen coment cbn cbien kombien
        ousque ouskil tjrs tjr tjs bcp beaucoup tlm tkt tqt mdrr ptdr ptdrr jpp oki dac
        dacc daccord slt bjr bsr coucou kikou mrc merki mercii dsl dsole desole excusez
        jspr vazy vasy zyva cimer sisi inchallah zarma crari ah euh heu hum hmm pff bof
        zut ptn quils quon quun quune sils lequel laquelle lesquels lesquelles jetais
        nya
    """,
    "ar": """
        كده كدا عشان علشان مشان منشان ايوه ايوا اه مش مو مب موش ماهو مفيش مافيش بتاعت
        بتاعه بتاعها بتاعهم بتوع بقي برضو اصلا خلاص يلا يالله اوي لسه لسا دلوقتي دلوقت
        اومال احنا انتو انتوا انتي معلش معليش ياريت ريت سمحتوا سمحتو حضرتك فندم ياجماعه
        ياخوان ربعي ياربع ياناس ياخي ياخوي خويا خوي خيي ياجدعان يازول زول يسطا قولولي
        قوليلي قوللي قولوا احكيلي خبرني خبروني فهمني فهموني افهم بسال بغيت ابغا تبي حابب
        حاب بودي بدك بدنا بدهم نعرف بعرف بتعرف تعرفو تعرفوا عارف عارفين معرفش مادري مدري
        ادري تدري تدرون عايزين عاوز عاوزين داير هسه هسا هسع هلق هلا هيك هيكي هيج هيدي
        هدول هذول هذولا هاذا هاذي هذي هدا هادا هداك هديك هذاك هذيك شنهو شنهي شلون اشلون
        شلونكم شكد اشكد شقد شكثر شكو اكو ماكو قداش قديه بقديش لما متل كتير كثير وايد
        واجد هواي بزاف برشا برشه شويه هون هنيك وينه وينها وينهم منين امنين علويش علاه
        ايمتي ايمتا امتا وقتاش فوقاش يمتي منهو اشكون كفاش كيفاه كيفن وشو اشنو اشنهو شنيه
        اش ويش الحين هالحين ذحين ذلحين دحين توا توه ماهوب موب خوش تري ترا كذا جذي ذا ذي
        ذيك ذاك يلي حقت مالت تبع تبعت ديالو ديالها ديالهم ديالك ديالكم نتاع متاع متاعو
        متاعهم تاعو تاعهم داك هاداك هادوك هادشي داكشي هاذاك هاكا هكذا هكا كيما باش بش
        راه راهو راهي راهم راني غادي كاين كاينه مكاينش مكاش والو دابا دبا دروك واخا
        عافاك عافاكم يعيشك بربي بالله ارجوكم فضلك تكفون مشكورين ميرسي اهلين هلو يزي
        علخاطر فما فماش كهو عندو عندكم عندك عندي معاهم فيهم بيهم كانو كنت صار رح راح
        علمود اني انته نحنا بلكي بصراحه الصراحه بجد عنجد حرفيا زعما عموما المهم اوكي اوك
        مابش هلبا هضا
    """,
}

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(f"{words} {_CASUAL[language]}".split())
    for language, words in _SPELLED.items()
}
